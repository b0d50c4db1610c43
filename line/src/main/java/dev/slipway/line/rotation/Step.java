package dev.slipway.line.rotation;

import java.util.List;

/** One step of a rotation. Each may be done again. */
sealed interface Step {
    /** A next value is made for each, and kept. */
    record Propose(List<Secret> secrets) implements Step {}

    /** Whoever checks them takes the next value beside the current one. */
    record Accept(List<Secret> secrets) implements Step {}

    /** The agent ends what it does, and does nothing until it is started again. */
    record StopAgent() implements Step {}

    /** The next value becomes the current one, and for those without a time of two values, whoever checks them takes it and no other. */
    record Switch(List<Secret> secrets) implements Step {}

    /** Whoever checks them by a file of their own has that written anew. */
    record Install(List<Secret> secrets) implements Step {}

    /** Those workers of the ledger that were started before are started anew, one after the other. */
    record RollLedger() implements Step {}

    /** The agent works again, with what is current. */
    record StartAgent() implements Step {}

    /** The workers of these server groups are told what is current, and the agent restarts them, one after the other. */
    record RestartGroups(List<String> groups) implements Step {}

    /** Whoever checks them refuses the former value, which is forgotten. */
    record Retire(List<Secret> secrets) implements Step {}
}
