/**
 * The subcommands of {@code ./fleet}, one class each.
 * They parse arguments and print; the work is done by the other packages.
 */
@NullMarked
package dev.callsheet.fleet.command;

import org.jspecify.annotations.NullMarked;
