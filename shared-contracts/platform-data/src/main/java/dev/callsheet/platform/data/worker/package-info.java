/**
 * The second door to the database, for workers that serve all organizations.
 * Each table admits them by name in its migration.
 */
@NullMarked
package dev.callsheet.platform.data.worker;

import org.jspecify.annotations.NullMarked;
