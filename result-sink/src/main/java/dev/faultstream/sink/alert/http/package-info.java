/** Posts to receivers over HTTP, with bounded time, and says what their answers mean. */
@NullMarked
package dev.faultstream.sink.alert.http;

import org.jspecify.annotations.NullMarked;
