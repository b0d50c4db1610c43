package dev.slipway.line.rotation.plan;

import java.util.List;

/** An idempotent step of a rotation. */
public sealed interface RotationStep {
    /** Generates and stores a next value for each. */
    record Propose(List<Secret> secrets) implements RotationStep {}

    /** Makes the checkers accept the next value along with the current one. */
    record Accept(List<Secret> secrets) implements RotationStep {}

    /** Stops the agent once it has finished its task. */
    record StopAgent() implements RotationStep {}

    /** Makes the next value current; checkers that cannot accept two values accept only this one from then on. */
    record Switch(List<Secret> secrets) implements RotationStep {}

    /** Regenerates the files that checkers read. */
    record Install(List<Secret> secrets) implements RotationStep {}

    /** Restarts the ledger's workers that were started before, one after the other. */
    record RollLedger() implements RotationStep {}

    /** Starts the agent, with the current secrets. */
    record StartAgent() implements RotationStep {}

    /** Provisions these server groups with the current secrets; the agent restarts their workers, one after the other. */
    record RestartGroups(List<String> groups) implements RotationStep {}

    /** Makes the checkers reject the former value, and deletes it. */
    record Retire(List<Secret> secrets) implements RotationStep {}

    /** The same where that depends on the ledger and on other machines: if it fails, the other secrets are rotated nevertheless. */
    record RetireLast(List<Secret> secrets) implements RotationStep {}
}
