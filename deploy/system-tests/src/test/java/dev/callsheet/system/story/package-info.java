/** The main job, played from end to end. */
@NullMarked
package dev.callsheet.system.story;

import org.jspecify.annotations.NullMarked;
