/** Equipment as clients see it. */
@NullMarked
package dev.callsheet.equipment.item;

import org.jspecify.annotations.NullMarked;
