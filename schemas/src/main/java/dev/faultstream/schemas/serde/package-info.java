/** JSON on the wire: one mapper, one serde a record type. */
@NullMarked
package dev.faultstream.schemas.serde;

import org.jspecify.annotations.NullMarked;
