/// The words of a text as a search compares them: small letters and digits without accents, œ as oe, æ as ae, ß as ss.
///
/// The store does this itself, so that every database finds the same, and what is not yet in its index too.
package enum Folding {
    /// The words of a text, in their order.
    package static func words(_ text: String) -> [String] {
        var words: [String] = []
        var word = ""
        func end() {
            if !word.isEmpty { words.append(word) }
            word = ""
        }
        for scalar in text.unicodeScalars {
            if scalar.isASCII {
                if let letter = small(scalar) { word.unicodeScalars.append(letter) } else { end() }
            } else if let letters = plain[scalar] {
                word += letters
            } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                word += scalar.properties.lowercaseMapping
            } else if scalar.properties.canonicalCombiningClass == .notReordered {
                end()
            }
        }
        end()
        return words
    }

    /// Whether words stand in a text one after the other; of the last the beginning may do.
    package static func holds(_ text: [String], _ words: [String], asBeginning: Bool) -> Bool {
        guard text.count >= words.count else { return false }
        return (0...(text.count - words.count)).contains { start in
            words.enumerated().allSatisfy { index, word in
                let isLast = asBeginning && index == words.count - 1
                return isLast ? text[start + index].hasPrefix(word) : text[start + index] == word
            }
        }
    }

    /// An ASCII letter or digit as a small one; nil for anything else.
    private static func small(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar {
        case "a"..."z", "0"..."9": scalar
        case "A"..."Z": Unicode.Scalar(scalar.value + 0x20)
        default: nil
        }
    }

    /// What letters with accents and ligatures are without.
    private static let plain: [Unicode.Scalar: String] = {
        var plain: [Unicode.Scalar: String] = ["œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ẞ": "ss"]
        for (letter, accented) in accents {
            for scalar in accented.unicodeScalars {
                plain[scalar] = letter
                let capital = scalar.properties.uppercaseMapping.unicodeScalars
                if capital.count == 1, let first = capital.first { plain[first] = letter }
            }
        }
        return plain
    }()

    /// The Latin letters of Unicode with accents, by the letter without (UnicodeData.txt, canonical decompositions).
    private static let accents: [String: String] = [
        "a": "àáâãäåāăąǎḁạảấầẩẫậắằẳẵặ",
        "b": "ḃḅḇ",
        "c": "çćĉċčḉ",
        "d": "ďḋḍḏḑḓ",
        "e": "èéêëēĕėęěḕḗḙḛḝẹẻẽếềểễệ",
        "f": "ḟ",
        "g": "ĝğġģḡ",
        "h": "ĥḣḥḧḩḫẖ",
        "i": "ìíîïĩīĭįǐḭḯỉị",
        "j": "ĵ",
        "k": "ķḱḳḵ",
        "l": "ĺļľḷḹḻḽ",
        "m": "ḿṁṃ",
        "n": "ñńņňṅṇṉṋ",
        "o": "òóôõöōŏőǒṍṏṑṓọỏốồổỗộớờởỡợ",
        "p": "ṕṗ",
        "r": "ŕŗřṙṛṝṟ",
        "s": "śŝşšṡṣṥṧṩ",
        "t": "ţťṫṭṯṱẗ",
        "u": "ùúûüũūŭůűųǔǖǘǚǜṳṵṷṹṻụủứừửữự",
        "v": "ṽṿ",
        "w": "ŵẁẃẅẇẉẘ",
        "x": "ẋẍ",
        "y": "ýÿŷẏẙỳỵỷỹ",
        "z": "źżžẑẓẕ",
    ]
}
