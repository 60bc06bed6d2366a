// The elements that pages are made of, by their own names: `div(.class("x")) { … }`.

package func a(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { .nothing }) -> Markup {
    .element(Tag("a"), attributes, content())
}

package func article(
    _ attributes: Attribute...,
    @MarkupBuilder content: () -> Markup = { .nothing }
) -> Markup {
    .element(Tag("article"), attributes, content())
}

package func aside(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { .nothing }) -> Markup
{
    .element(Tag("aside"), attributes, content())
}

package func audio(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { .nothing }) -> Markup
{
    .element(Tag("audio"), attributes, content())
}

package func b(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { .nothing }) -> Markup {
    .element(Tag("b"), attributes, content())
}

package func body(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { .nothing }) -> Markup {
    .element(Tag("body"), attributes, content())
}

package func button(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { .nothing }) -> Markup
{
    .element(Tag("button"), attributes, content())
}

package func code(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { .nothing }) -> Markup {
    .element(Tag("code"), attributes, content())
}

package func dd(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { .nothing }) -> Markup {
    .element(Tag("dd"), attributes, content())
}

package func details(
    _ attributes: Attribute...,
    @MarkupBuilder content: () -> Markup = { .nothing }
) -> Markup {
    .element(Tag("details"), attributes, content())
}

package func dialog(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { .nothing }) -> Markup
{
    .element(Tag("dialog"), attributes, content())
}

package func div(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { .nothing }) -> Markup {
    .element(Tag("div"), attributes, content())
}

package func dl(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { .nothing }) -> Markup {
    .element(Tag("dl"), attributes, content())
}

package func dt(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { .nothing }) -> Markup {
    .element(Tag("dt"), attributes, content())
}

package func fieldset(
    _ attributes: Attribute...,
    @MarkupBuilder content: () -> Markup = { .nothing }
) -> Markup {
    .element(Tag("fieldset"), attributes, content())
}

package func footer(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { .nothing }) -> Markup
{
    .element(Tag("footer"), attributes, content())
}

package func form(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { .nothing }) -> Markup {
    .element(Tag("form"), attributes, content())
}

package func h1(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { .nothing }) -> Markup {
    .element(Tag("h1"), attributes, content())
}

package func h2(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { .nothing }) -> Markup {
    .element(Tag("h2"), attributes, content())
}

package func h3(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { .nothing }) -> Markup {
    .element(Tag("h3"), attributes, content())
}

package func head(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { .nothing }) -> Markup {
    .element(Tag("head"), attributes, content())
}

package func header(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { .nothing }) -> Markup
{
    .element(Tag("header"), attributes, content())
}

package func html(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { .nothing }) -> Markup {
    .element(Tag("html"), attributes, content())
}

package func kbd(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { .nothing }) -> Markup {
    .element(Tag("kbd"), attributes, content())
}

package func label(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { .nothing }) -> Markup
{
    .element(Tag("label"), attributes, content())
}

package func legend(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { .nothing }) -> Markup
{
    .element(Tag("legend"), attributes, content())
}

package func li(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { .nothing }) -> Markup {
    .element(Tag("li"), attributes, content())
}

package func main(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { .nothing }) -> Markup {
    .element(Tag("main"), attributes, content())
}

package func nav(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { .nothing }) -> Markup {
    .element(Tag("nav"), attributes, content())
}

package func noscript(
    _ attributes: Attribute...,
    @MarkupBuilder content: () -> Markup = { .nothing }
) -> Markup {
    .element(Tag("noscript"), attributes, content())
}

package func ol(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { .nothing }) -> Markup {
    .element(Tag("ol"), attributes, content())
}

package func p(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { .nothing }) -> Markup {
    .element(Tag("p"), attributes, content())
}

/// A shape of a drawing, with an end tag: without it the next shape would lie within this one, unseen.
package func path(_ attributes: Attribute...) -> Markup {
    .element(Tag("path"), attributes, .nothing)
}

package func progress(
    _ attributes: Attribute...,
    @MarkupBuilder content: () -> Markup = { .nothing }
) -> Markup {
    .element(Tag("progress"), attributes, content())
}

package func section(
    _ attributes: Attribute...,
    @MarkupBuilder content: () -> Markup = { .nothing }
) -> Markup {
    .element(Tag("section"), attributes, content())
}

package func small(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { .nothing }) -> Markup
{
    .element(Tag("small"), attributes, content())
}

package func span(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { .nothing }) -> Markup {
    .element(Tag("span"), attributes, content())
}

package func summary(
    _ attributes: Attribute...,
    @MarkupBuilder content: () -> Markup = { .nothing }
) -> Markup {
    .element(Tag("summary"), attributes, content())
}

package func sup(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { .nothing }) -> Markup {
    .element(Tag("sup"), attributes, content())
}

package func svg(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { .nothing }) -> Markup {
    .element(Tag("svg"), attributes, content())
}

package func table(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { .nothing }) -> Markup
{
    .element(Tag("table"), attributes, content())
}

package func tbody(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { .nothing }) -> Markup
{
    .element(Tag("tbody"), attributes, content())
}

package func td(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { .nothing }) -> Markup {
    .element(Tag("td"), attributes, content())
}

package func textarea(
    _ attributes: Attribute...,
    @MarkupBuilder content: () -> Markup = { .nothing }
) -> Markup {
    .element(Tag("textarea"), attributes, content())
}

package func th(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { .nothing }) -> Markup {
    .element(Tag("th"), attributes, content())
}

package func thead(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { .nothing }) -> Markup
{
    .element(Tag("thead"), attributes, content())
}

package func time(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { .nothing }) -> Markup {
    .element(Tag("time"), attributes, content())
}

package func title(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { .nothing }) -> Markup
{
    .element(Tag("title"), attributes, content())
}

package func tr(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { .nothing }) -> Markup {
    .element(Tag("tr"), attributes, content())
}

package func ul(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { .nothing }) -> Markup {
    .element(Tag("ul"), attributes, content())
}

/// An element of any name: a custom element, or one that has no function here.
package func element(
    _ name: StaticString,
    _ attributes: Attribute...,
    @MarkupBuilder content: () -> Markup = { .nothing }
) -> Markup {
    .element(Tag(name), attributes, content())
}

/// A module that the page loads: the only kind of script there is.
package func moduleScript(src: String) -> Markup {
    .element(Tag("script"), [.type("module"), .src(src)], .nothing)
}
