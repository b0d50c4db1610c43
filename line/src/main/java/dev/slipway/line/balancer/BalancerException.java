package dev.slipway.line.balancer;

/** httpd does not do what it was asked for, or does not answer. */
public class BalancerException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String text;

    /** With what was said of it. */
    public BalancerException(String text) {
        super(text);
        this.text = text;
    }

    /** What was said of it. */
    public String text() {
        return text;
    }
}
