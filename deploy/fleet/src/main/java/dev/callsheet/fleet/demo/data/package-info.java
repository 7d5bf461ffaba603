/**
 * The company that the demo organization is: its crew, its stock, its venues, tours and jobs, as readable files whose
 * days count from today. It comes in through the public API, as an integrator's data would.
 */
@NullMarked
package dev.callsheet.fleet.demo.data;

import org.jspecify.annotations.NullMarked;
