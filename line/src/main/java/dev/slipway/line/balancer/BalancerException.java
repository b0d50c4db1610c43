package dev.slipway.line.balancer;

import dev.slipway.line.program.StepException;

/** httpd does not answer, or did not apply a change. */
public class BalancerException extends StepException {
    private static final long serialVersionUID = 1L;

    /** With a message. */
    public BalancerException(String text) {
        super(text);
    }

    /** With a message, and what caused it. */
    public BalancerException(String text, Throwable cause) {
        super(text, cause);
    }
}
