/** The AWS-JSON client against AWS's own signers, a strict server on loopback, and moto. */
package io.github.cognitocourier.aws.delivery;
