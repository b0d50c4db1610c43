package dev.slipway.line.ledger;

/** The ledger rejects a request, and would reject it again. */
public final class LedgerRefusedException extends LedgerException {
    private static final long serialVersionUID = 1L;

    private final String type;
    private final String fields;

    LedgerRefusedException(String what, String remedy, int status, String type, String fields) {
        super(what, remedy, status);
        this.type = type;
        this.fields = fields;
    }

    /** Whether the problem is of this type, by its slug. */
    public boolean is(String slug) {
        return type.equals(slug);
    }

    /** Whether it is what was sent that is refused: not who sent it, nor is there nobody to receive it. */
    public boolean isInvalid() {
        return status() == 400 || status() == 422;
    }

    /** Whether it is only that the ledger does not know this member of the request, as one of an earlier release. */
    public boolean isUnknown(String member) {
        return fields.equals(member + ": is not a member of this request");
    }

    /** Whether the ledger does not know this parameter's value, as one of an earlier release. */
    public boolean isUnknownValue(String parameter) {
        return is("invalid-request") && fields.startsWith(parameter + ": must be ");
    }
}
