package dev.callsheet.contracts.equipment;

/** Equipment was deleted from the stock. */
public record EquipmentDeleted(EquipmentSnapshot equipment) {}
