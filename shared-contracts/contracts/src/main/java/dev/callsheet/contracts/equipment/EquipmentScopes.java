package dev.callsheet.contracts.equipment;

/** Names of the scopes that guard the equipment service's resources (Sector Pro 2.2). */
public final class EquipmentScopes {

    public static final String EQUIPMENT_READ = "equipment:read";
    public static final String EQUIPMENT_WRITE = "equipment:write";

    private EquipmentScopes() {}
}
