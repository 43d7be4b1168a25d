/**
 * Links the function's classes ahead of time: what the JVM would spin at the first call (lambdas,
 * pattern switches, methods of records, concatenations) becomes plain bytecode in the zip.
 */
@NullMarked
package io.github.cognitocourier.cli.linking;

import org.jspecify.annotations.NullMarked;
