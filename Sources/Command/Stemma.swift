/// The command line: `stemma serve` and its siblings.
@main
enum Stemma {
    static func main() {
        print("usage: stemma serve")
    }
}
