package dev.slipway.line.configuration;

/**
 * Where a secret is used, which is nowhere else.
 *
 * @param service whose it is
 * @param environment in which of its environments
 * @param name what the application knows it by
 */
public record SecretName(String service, String environment, String name) {}
