/**
 * What a change of an OpenAPI document means to the clients there are: whether they go on working.
 * It judges documents only, not the services behind them.
 */
@NullMarked
package dev.callsheet.platform.test.compatibility;

import org.jspecify.annotations.NullMarked;
