/** The front door: one HTTP server on this machine, who may knock, and what a room answers. */
@NullMarked
package io.github.cognitocourier.sandbox.web;

import org.jspecify.annotations.NullMarked;
