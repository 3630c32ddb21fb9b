import Foundation
import Testing

@testable import DeskWeb

struct AssetsTests {
    @Test func theTableNamesTheFilesOfTheFolder() throws {
        let files = try PageTemplatesTests.files(in: "Assets")
        let whole = Assets.byName.filter { $0.key != "vigie.js" }
        #expect(Set(whole.keys).union(Assets.parts.keys) == Set(files.keys))
        for (name, bytes) in Assets.parts { #expect(files[name] == Data(bytes), "\(name)") }
        for (name, asset) in whole { #expect(files[name] == Data(asset.bytes), "\(name)") }
        for (name, asset) in Assets.byName {
            #expect(asset.contentType != "application/octet-stream", "\(name)")
        }
    }

    /// What is imported would be another request.
    @Test func thePartsAreOneScript() throws {
        let script = String(decoding: try #require(Assets.byName["vigie.js"]).bytes, as: UTF8.self)
        for (name, bytes) in Assets.parts {
            let part = String(decoding: bytes, as: UTF8.self)
            #expect(script.contains("{\n\(part)}\n"), "\(name)")
            #expect(part.hasSuffix("\n") && !part.contains("\nimport ") && !part.contains("\nexport "), "\(name)")
        }
    }

    /// The digest of "abc" is FIPS 180-2's example B.1.
    @Test func aFileIsNamedByWhatItHolds() {
        let asset = Asset("a.css", Array("abc".utf8))
        #expect(asset.path == "a.ba7816bf8f01.css")
        #expect(asset.contentType == "text/css; charset=utf-8")
        #expect(Asset("a.js", []).contentType == "text/javascript; charset=utf-8")
        #expect(Asset("a.svg", []).contentType == "image/svg+xml")
        #expect(Asset("a", []).path == "a.e3b0c44298fc")
    }

    @Test func aFileIsFoundByItsPathAlone() throws {
        let path = Assets.path(of: "vigie.css")
        #expect(path.wholeMatch(of: /vigie\.[0-9a-f]{12}\.css/) != nil)
        let asset = try #require(Assets.asset(at: path))
        #expect(asset.path == path)
        for other in ["vigie.css", "", "vigie.000000000000.css", path + "x", "../" + path, Assets.path(of: "no.css")] {
            #expect(Assets.asset(at: other) == nil, "\(other)")
        }
    }
}
