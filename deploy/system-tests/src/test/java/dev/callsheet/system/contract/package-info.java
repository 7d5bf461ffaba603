/**
 * The API's own document, and what is held against it: every answer that a system test gets, and that every operation
 * was called. What the document says is the services' affair.
 */
@NullMarked
package dev.callsheet.system.contract;

import org.jspecify.annotations.NullMarked;
