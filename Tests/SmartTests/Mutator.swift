import TestSupport

/// Makes of pages that decode what disks, bridges and attackers may send instead, from a seed.
struct Mutator {
    var random: Seeded
    /// How many pages and texts it has made.
    private(set) var inputs = 0

    init(seed: UInt64) {
        random = Seeded(seed)
    }

    mutating func byte() -> UInt8 { UInt8(truncatingIfNeeded: random.next()) }

    mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in byte() } }

    /// A page like this one; `isSummed` where its bytes add up to 0, which most of the time they do again.
    mutating func page(like good: [UInt8], isSummed: Bool = false) -> [UInt8] {
        inputs += 1
        var page = good
        switch random.below(20) {
        case 0: page = [UInt8](repeating: random.chance(50) ? 0 : 0xFF, count: good.count)
        case 1: page = bytes(good.count)
        case 2, 3: break
        default: for _ in 0..<random.below(48) { page[random.below(page.count)] = byte() }
        }
        if isSummed, random.chance(90) { page = ATAPages.summed(page) }
        if random.chance(3) { page.removeLast(random.below(page.count + 1)) }
        if random.chance(1) { page += bytes(random.below(64)) }
        return page
    }

    /// A text like this one, with characters exchanged, left out and doubled.
    mutating func text(like good: String, alphabet: String) -> String {
        inputs += 1
        var text = Array(good)
        let letters = Array(alphabet)
        for _ in 0..<random.below(6) {
            let place = random.below(text.count + 1)
            switch random.below(3) {
            case 0 where place < text.count: text[place] = letters[random.below(letters.count)]
            case 1 where place < text.count: text.remove(at: place)
            default: text.insert(letters[random.below(letters.count)], at: place)
            }
        }
        return String(text)
    }
}
