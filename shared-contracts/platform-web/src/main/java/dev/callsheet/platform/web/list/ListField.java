package dev.callsheet.platform.web.list;

/**
 * A field that lists of a resource can be filtered by, and sorted by where that is said.
 *
 * @param name as the API spells it
 * @param type what its values are: text, UUID, enum, number, boolean, date or instant
 * @param path the entity's attribute
 * @param sortable whether it may stand in {@code sort}; such a column is never null
 */
record ListField(String name, Class<?> type, String path, boolean sortable) {}
