/// `; did you mean 'interval'?` for the nearest of the words, or nothing when none is near.
func suggestion(for text: String, among words: [String]) -> String {
    guard text.utf8.count <= 64 else { return "" }
    let near = words.map { (word: $0, distance: editDistance(text.lowercased(), $0)) }
        .filter { $0.distance <= max(1, $0.word.count / 3) }
        .min { $0.distance < $1.distance }
    return near.map { "; did you mean '\($0.word)'?" } ?? ""
}

/// How many letters must be put in, left out or changed to make one text the other (Levenshtein).
private func editDistance(_ left: String, _ right: String) -> Int {
    let right = Array(right)
    var row = Array(0...right.count)
    for (index, letter) in left.enumerated() {
        var diagonal = row[0]
        row[0] = index + 1
        for column in right.indices {
            let changed = diagonal + (letter == right[column] ? 0 : 1)
            diagonal = row[column + 1]
            row[column + 1] = min(changed, diagonal + 1, row[column] + 1)
        }
    }
    return row[right.count]
}
