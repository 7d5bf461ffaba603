/**
 * The catalogue of equipment (Sector Pro 5.8).
 * One item stands for all pieces of a kind; single pieces and their bookings are not known here.
 */
@NullMarked
package dev.callsheet.equipment.item;

import org.jspecify.annotations.NullMarked;
