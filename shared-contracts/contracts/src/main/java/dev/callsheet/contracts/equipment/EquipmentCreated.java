package dev.callsheet.contracts.equipment;

/** Equipment was added to the stock. */
public record EquipmentCreated(EquipmentSnapshot equipment) {}
