import Health
import Testing

struct LanguageTests {
    @Test(
        arguments: [
            ([:], .en), (["LANG": "fr_CA.UTF-8"], .fr), (["LANG": "fr"], .fr), (["LANG": "FR_fr"], .fr),
            (["LANG": "en_US.UTF-8"], .en), (["LANG": "C"], .en), (["LANG": "de_DE"], .en),
            (["LANG": "fr_FR", "LC_MESSAGES": "en_GB"], .en), (["LANG": "en_GB", "LC_MESSAGES": "fr_BE"], .fr),
            (["LANG": "fr_FR", "LC_MESSAGES": "fr_FR", "LC_ALL": "C"], .en),
            (["LANG": "fr_FR", "LC_MESSAGES": "", "LC_ALL": ""], .fr), (["LANGUAGE": "fr"], .en),
        ] as [([String: String], Language)]
    )
    func environment(variables: [String: String], language: Language) {
        #expect(Language(environment: variables) == language)
    }
}
