import Foundation
import Testing

@testable import DeskWeb

struct AssetsTests {
    @Test func theTableNamesTheFilesOfTheFolder() throws {
        let files = try PageTemplatesTests.files(in: "Assets")
        #expect(Set(Assets.byName.keys) == Set(files.keys))
        for (name, asset) in Assets.byName {
            #expect(files[name] == Data(asset.bytes), "\(name)")
            #expect(asset.contentType != "application/octet-stream", "\(name)")
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
