package dev.slipway.ledger.platform.page;

import jakarta.persistence.TypedQuery;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Builds the query for one page of a list from a client's filters. */
public final class ListQuery {
    private final StringBuilder text;
    private final Map<String, Object> parameters = new HashMap<>();

    /**
     * Begins with a text that conditions can be added to.
     *
     * @param text ends in a condition, {@code where true} if there is no other
     */
    public ListQuery(String text) {
        this.text = new StringBuilder(text);
    }

    /** Adds a condition with one parameter, unless its value is null. */
    public ListQuery and(String condition, String parameter, @Nullable Object value) {
        if (value != null) {
            text.append(" and ").append(condition);
            parameters.put(parameter, value);
        }
        return this;
    }

    /** Adds the condition that a nullable attribute has a value, or has none; neither for null. */
    public ListQuery andIsNull(String attribute, @Nullable Boolean isNull) {
        return isNull == null ? this : then(" and " + attribute + (isNull ? " is null" : " is not null"));
    }

    /** Sets one more parameter. */
    public ListQuery with(String parameter, Object value) {
        parameters.put(parameter, value);
        return this;
    }

    /** Appends query text as is. */
    public ListQuery then(String clause) {
        text.append(clause);
        return this;
    }

    /**
     * Ends with what comes after a cursor, the newest first.
     *
     * @param at the attribute that orders the list
     * @param id the attribute that decides between equal times
     * @param after the last of the page before; null for the first page
     */
    public ListQuery newestFirst(String at, String id, @Nullable Cursor after) {
        if (after != null) {
            and("(" + at + ", " + id + ") < (:afterAt, :afterId)", "afterAt", after.at())
                    .with("afterId", after.id());
        }
        return then(" order by " + at + " desc, " + id + " desc");
    }

    /** The query that is made of this text by, for one, an entity manager. */
    public <T> TypedQuery<T> query(Function<String, TypedQuery<T>> factory) {
        TypedQuery<T> query = factory.apply(text.toString());
        parameters.forEach(query::setParameter);
        return query;
    }
}
