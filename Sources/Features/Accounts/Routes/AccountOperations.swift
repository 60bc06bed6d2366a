internal import Essentials
internal import HTTP

extension Operation {
    static let signUp = Operation(
        "Makes an account with its first artist, and signs in",
        tag: "Accounts",
        body: .json(
            .object(
                [
                    "email": .string(maxLength: 254, pattern: EmailAddress.pattern),
                    "handle": .string(pattern: Handle.pattern),
                    "password": .string(minLength: 8, maxLength: 1024),
                    "display_name": .nullable(.string(maxLength: 100)),
                    "claim_code": .nullable(.string()), "invite": .nullable(.string()),
                ],
                required: ["email", "handle", "password"]
            )
        ),
        answers: [.created: .data(signedIn)],
        refusals: [.conflict]
    )

    static let signIn = Operation(
        "Signs in by email or handle",
        tag: "Accounts",
        body: .json(
            .object(
                ["email": .nullable(.string()), "handle": .nullable(.string()), "password": .string()],
                required: ["password"]
            )
        ),
        answers: [.ok: .data(signedIn)],
        refusals: [.unauthorized]
    )

    static let refreshSession = Operation(
        "Spends a refresh token, of the body or the cookie, for the next pair of tokens",
        tag: "Accounts",
        body: .json(.object(["refresh_token": .nullable(.string())], required: [])),
        answers: [.ok: .data(.object(["session": session]))],
        refusals: [.unauthorized]
    )

    static let signOut = Operation("Ends this session", tag: "Accounts", answers: done)
    static let showMe = Operation("Who asks", tag: "Accounts", answers: [.ok: .data(me)])

    static let editMe = Operation(
        "Changes what one says of oneself",
        tag: "Accounts",
        body: .json(
            .object(
                [
                    "display_name": .nullable(.string(maxLength: 100)),
                    "bio": .nullable(.string(maxLength: 5000)),
                ],
                required: []
            )
        ),
        answers: [.ok: .data(me)]
    )

    static let changePassword = Operation(
        "Changes the password and ends the other sessions",
        tag: "Accounts",
        body: .json(
            .object(["current_password": .string(), "new_password": .string(minLength: 8, maxLength: 1024)])
        ),
        answers: done
    )

    static let listSessions = Operation(
        "One's sessions",
        tag: "Accounts",
        answers: [.ok: .list(listedSession)],
        refusals: [.forbidden]
    )
    static let showSession = Operation(
        "One session",
        tag: "Accounts",
        answers: [.ok: .data(listedSession)],
        refusals: [.forbidden]
    )
    static let endSession = Operation("Ends a session", tag: "Accounts", answers: done)
    static let endOtherSessions = Operation("Ends all other sessions", tag: "Accounts", answers: done)
}

extension Operation {
    static let listTokens = Operation(
        "One's personal access tokens",
        tag: "Accounts",
        answers: [.ok: .list(token)],
        refusals: [.forbidden]
    )
    static let showToken = Operation(
        "One token, without its secret",
        tag: "Accounts",
        answers: [.ok: .data(token)],
        refusals: [.forbidden]
    )

    static let makeToken = Operation(
        "Makes a token, whose secret is shown this once",
        tag: "Accounts",
        body: .json(
            .object(
                ["name": .string(minLength: 1, maxLength: 100), "scopes": .nullable(scopes)],
                required: ["name"]
            )
        ),
        answers: [.created: .data(.object(["token": .string(), "personal_token": token]))]
    )

    static let deleteToken = Operation("Deletes a token", tag: "Accounts", answers: done)
    static let deleteTokens = Operation("Deletes all one's tokens", tag: "Accounts", answers: done)

    static let ban = Operation("Bans somebody", tag: "admin", answers: done, refusals: [.conflict])
    static let liftBan = Operation("Lets somebody in again", tag: "admin", answers: done)

    static let allowLossless = Operation(
        "Lets somebody hear all that they may hear without loss too",
        tag: "admin",
        answers: done
    )
    static let forbidLossless = Operation(
        "Takes back what let somebody hear without loss",
        tag: "admin",
        answers: done
    )

    static let setRoles = Operation(
        "Gives somebody these roles",
        tag: "admin",
        body: .json(.object(["roles": .array(.string(values: Role.allCases.map(\.rawValue)))])),
        answers: [.ok: .data(me)],
        refusals: [.conflict]
    )

    static let makeInvite = Operation(
        "Makes an invitation for one person",
        tag: "admin",
        answers: [.created: .data(.object(["code": .string(), "expires_at": .time]))]
    )

    private static let done: [Status: Content] = [.ok: .data(.object([:]))]

    private static let user = Schema.object(
        [
            "id": .id, "handle": .string(), "display_name": .string(), "email": .string(), "bio": .string(),
            "avatar_asset_id": .id, "roles": .array(.string()), "is_admin": .boolean, "is_banned": .boolean,
            "may_hear_lossless": .boolean, "created_at": .time,
        ],
        required: [
            "id", "handle", "display_name", "bio", "roles", "is_admin", "is_banned", "may_hear_lossless",
            "created_at",
        ]
    )
    private static let session = Schema.object([
        "access_token": .string(), "refresh_token": .string(), "expires_at": .time,
    ])
    private static let me = Schema.object(["user": user])
    private static let signedIn = Schema.object(["user": user, "session": session])
    private static let listedSession = Schema.object([
        "id": .id, "user_agent": .string(), "created_at": .time, "last_used_at": .time, "expires_at": .time,
        "is_current": .boolean,
    ])
    private static let scopes = Schema.array(.string(values: TokenScope.allCases.map(\.rawValue)))
    private static let token = Schema.object(
        ["id": .id, "name": .string(), "scopes": scopes, "created_at": .time, "last_used_at": .time],
        required: ["id", "name", "scopes", "created_at"]
    )
}
