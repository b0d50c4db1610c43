package dev.slipway.line.group;

import dev.slipway.line.ledger.DeploymentTarget;
import org.jspecify.annotations.Nullable;

/**
 * The desired state of a server group: what the ledger answers, and what the agent requests from the line's owner.
 *
 * @param group its name, {@code SERVICE-ENVIRONMENT}, unique on the line
 * @param target the service and the environment
 * @param host the first label of its host name, and the name of its balancer
 * @param version the definition's version
 * @param removal whether the workers are to go, and their data
 * @param definition what the service's definition says of its workers
 * @param variables the variables and secrets of the service's configuration; null if nothing was ever set
 */
public record Group(
        String group,
        DeploymentTarget target,
        String host,
        int version,
        Removal removal,
        Definition definition,
        @Nullable Variables variables) {
    /** The parts of a group to remove. */
    public enum Removal {
        NONE,
        KEEP_DATA,
        DROP_DATA
    }

    /** A group of which only the name is left: it is to be removed with its data. */
    public static Group removed(String group) {
        return new Group(group, new DeploymentTarget("", ""), "", 1, Removal.DROP_DATA, Definition.UNKNOWN, null);
    }

    /** Whether the definition was removed, and the workers are to go. */
    public boolean isRemoved() {
        return removal != Removal.NONE;
    }

    /** Whether the database of a removed group is to be dropped as well. */
    public boolean isDataDropped() {
        return removal == Removal.DROP_DATA;
    }

    /** The deployment name of its archive. */
    public String archive() {
        return target.service() + ".war";
    }

    /** Whether a rollback is rehearsed in it: then its name is no service's, and all of it is removed once no longer requested. */
    public boolean isRehearsal() {
        return Rehearsal.isName(group);
    }

    /** The name of the service's group in this environment: for a rehearsal, the group whose rollback is rehearsed. */
    public String rehearsed() {
        return target.group();
    }

    /** The version of the service's configuration that its workers get; 0 if nothing was ever set. */
    public int configurationVersion() {
        return variables == null ? 0 : variables.version();
    }

    /**
     * All but the configuration: the text whose digest the provisioner stores. Changing its form would make an upgrade
     * provision every group again.
     */
    public String digestText() {
        return ("Group[group=%s, service=%s, environment=%s, title=%s, version=%s, host=%s, isRemoved=%s, isDataDropped=%s,"
                        + " workers=%s, memory=%s, metaspace=%s, contextRoot=%s, probe=%s,"
                        + " database=%s, login=%s, mail=%s, messaging=%s, variables=null]")
                .formatted(
                        group,
                        target.service(),
                        target.environment(),
                        definition.title(),
                        version,
                        host,
                        isRemoved(),
                        isDataDropped(),
                        definition.workers(),
                        definition.memory(),
                        definition.metaspace(),
                        definition.contextRoot(),
                        definition.probe(),
                        definition.database(),
                        definition.login(),
                        definition.mail(),
                        definition.messaging());
    }
}
