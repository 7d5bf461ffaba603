/**
 * The rules that every service keeps, with their reasons, and the check of its committed OpenAPI document.
 * A rule for one service alone lives in that service.
 */
@NullMarked
package dev.callsheet.platform.test.architecture;

import org.jspecify.annotations.NullMarked;
