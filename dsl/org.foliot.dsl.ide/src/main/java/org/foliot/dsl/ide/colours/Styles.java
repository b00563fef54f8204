package org.foliot.dsl.ide.colours;

/**
 * Names of what words can be. Each word is marked with the name that it has in the language server protocol, and with one of
 * these, by which an editor with more colours can tell more.
 */
public final class Styles {
    /** The id of an extension that is installed. */
    public static final String EXTENSION = "foliot.extension";

    /** The id of an extension that is not. */
    public static final String UNKNOWN_EXTENSION = "foliot.extension.unknown";

    /** The name of a setting, or of a property that a study varies. */
    public static final String OPTION = "foliot.option";

    /** A number with its unit. */
    public static final String QUANTITY = "foliot.quantity";

    /** A parameter, declared or used. */
    public static final String PARAMETER = "foliot.parameter";

    /** A metric. */
    public static final String METRIC = "foliot.metric";

    /** An event of the timeline, or a statistic over runs. */
    public static final String VERB = "foliot.verb";

    /** The name of a host, guest, group, task, process, kernel, erratum, study or measure. */
    public static final String NAME = "foliot.name";

    /** A word of a list: a value of an option, a reason, a kind. */
    public static final String WORD = "foliot.word";

    /** A comment that documents what follows it. */
    public static final String DOCUMENTATION = "foliot.documentation";

    private Styles() {}
}
