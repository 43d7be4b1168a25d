/** What Lambda gave up on, from its failure queue back to the function. */
@NullMarked
package io.github.cognitocourier.cli.redrive;

import org.jspecify.annotations.NullMarked;
