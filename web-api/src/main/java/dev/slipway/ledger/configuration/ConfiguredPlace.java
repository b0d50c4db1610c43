package dev.slipway.ledger.configuration;

import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.service.Service;

/**
 * What has a configuration of its own.
 *
 * @param service a service
 * @param environment in an environment
 */
public record ConfiguredPlace(Service service, Environment environment) {}
