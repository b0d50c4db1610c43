package dev.slipway.line.ledger;

/**
 * The target of a deployment: a service's workers in an environment.
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

    /** The option that selects an environment in a command, if no variable names one; empty if not needed. */
    public static String option(String environment) {
        return environment.equals(MAIN) ? "" : " --environment " + environment;
    }
}
