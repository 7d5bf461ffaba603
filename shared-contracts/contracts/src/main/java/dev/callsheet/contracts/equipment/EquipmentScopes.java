package dev.callsheet.contracts.equipment;

/** Names of the scopes that guard the equipment service's resources (Sector Pro 2.2). */
public final class EquipmentScopes {

    public static final String EQUIPMENT_READ = "equipment:read";
    public static final String EQUIPMENT_WRITE = "equipment:write";
    public static final String LOGISTICS_READ = "logistics:read";
    public static final String LOGISTICS_WRITE = "logistics:write";

    private EquipmentScopes() {}
}
