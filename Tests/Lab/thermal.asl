// An ACPI thermal zone whose temperature, in tenths of a kelvin, is a word of the guest's memory; 45 °C until one is written.
DefinitionBlock ("", "SSDT", 2, "VIGIE", "LAB", 1)
{
    OperationRegion (HEAT, SystemMemory, 0x10000000, 0x04)
    Field (HEAT, DWordAcc, NoLock, Preserve) { TENS, 32 }
    Scope (\_SB)
    {
        ThermalZone (TZL0)
        {
            Method (_TMP) { If (LEqual (TENS, 0)) { Return (3182) } Return (TENS) }
            Method (_CRT) { Return (3682) }
            Name (_TZP, 10)
        }
    }
}
