package dev.slipway.line.ledger;

/**
 * What a service is deployed to: its workers of an environment.
 *
 * @param service the service
 * @param environment the name of the environment
 */
public record DeploymentTarget(String service, String environment) {
    /** The environment that a command means by default, and in which a service's host has the service's name alone. */
    private static final String MAIN = "production";

    /** The name of its server group. */
    public String group() {
        return service + "-" + environment;
    }

    /** The label of its host name, before the line's domain. */
    public String host() {
        return environment.equals(MAIN) ? service : group();
    }

    /** The option by which a command means an environment, if no variable names one; empty if it needs none. */
    public static String option(String environment) {
        return environment.equals(MAIN) ? "" : " --environment " + environment;
    }
}
