@NullMarked
package dev.callsheet.gateway.activity;

import org.jspecify.annotations.NullMarked;
