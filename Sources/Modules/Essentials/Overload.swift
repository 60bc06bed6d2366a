/// More is waiting already than can be done in good time; whoever asks may come again.
package struct Overload: Error {
    package init() {}
}
