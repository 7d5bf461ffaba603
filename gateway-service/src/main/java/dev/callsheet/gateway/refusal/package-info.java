/**
 * How the edge says no: the product's one error format, on every response, without trusting the body to have been read.
 * Which refusal it is, others decide.
 */
@NullMarked
package dev.callsheet.gateway.refusal;

import org.jspecify.annotations.NullMarked;
