/// The text without blanks at its ends.
func trimmed(_ text: Substring) -> Substring {
    func isBlank(_ letter: Character) -> Bool { letter == " " || letter == "\t" || letter == "\r" }
    guard let first = text.firstIndex(where: { !isBlank($0) }), let last = text.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return text[first...last]
}
