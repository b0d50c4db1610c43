package dev.slipway.line.configuration;

/**
 * The full name of a secret, which is valid in no other place.
 *
 * @param service the service
 * @param environment the environment
 * @param name the name of the environment variable
 */
public record SecretName(String service, String environment, String name) {}
