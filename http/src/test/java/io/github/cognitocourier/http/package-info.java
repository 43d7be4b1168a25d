/** What the exchange does with peers on the loopback interface that behave well, badly or not. */
package io.github.cognitocourier.http;
