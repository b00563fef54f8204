package org.foliot.dsl;

/** Stable names of what can be wrong with a scenario; quick fixes, suppressions and tests go by them. */
public final class Codes {
    public static final String SYNTAX = "syntax";
    public static final String SYNTAX_UNCLOSED = "syntax-unclosed";
    public static final String SYNTAX_KEYWORD = "syntax-keyword-as-name";
    public static final String SYNTAX_TOO_DEEP = "syntax-too-deep";

    public static final String FILE_NOT_FOUND = "file-not-found";
    public static final String FILE_UNREADABLE = "file-unreadable";
    public static final String FILE_TOO_LARGE = "file-too-large";
    public static final String FILE_NOT_TEXT = "file-not-text";
    public static final String IMPORT_CYCLIC = "import-cyclic";
    public static final String SCENARIO_MISSING = "scenario-missing";

    public static final String NAME_UNKNOWN = "name-unknown";
    public static final String NAME_DUPLICATE = "name-duplicate";
    public static final String NAME_SHADOWS = "name-shadows-word";
    public static final String LIKE_CYCLIC = "like-cyclic";
    public static final String REFERENCE_MISSING = "reference-missing";
    public static final String STATEMENT_TWICE = "statement-twice";
    public static final String STATEMENT_MISSING = "statement-missing";

    public static final String PARAMETER_UNKNOWN = "parameter-unknown";
    public static final String PARAMETER_UNUSED = "parameter-unused";
    public static final String PARAMETER_CYCLIC = "parameter-cyclic";
    public static final String PARAMETER_TYPE = "parameter-type";

    public static final String UNIT_MISSING = "unit-missing";
    public static final String UNIT_UNKNOWN = "unit-unknown";
    public static final String UNIT_WRONG = "unit-wrong";
    public static final String UNIT_UNEXPECTED = "unit-unexpected";
    public static final String VALUE_KIND = "value-kind";
    public static final String VALUE_RANGE = "value-range";
    public static final String VALUE_TOO_FINE = "value-too-fine";

    public static final String EXTENSION_UNKNOWN = "extension-unknown";
    public static final String EXTENSION_FAILED = "extension-failed";
    public static final String OPTION_UNKNOWN = "option-unknown";
    public static final String OPTION_VALUE = "option-value";
    public static final String OPTION_MISSING = "option-missing";
    public static final String WORD_UNKNOWN = "word-unknown";
    public static final String RELEASE = "kernel-release";

    public static final String CPU_UNKNOWN = "cpu-unknown";
    public static final String VCPU_UNKNOWN = "vcpu-unknown";
    public static final String RANGE_EMPTY = "range-empty";
    public static final String GROUP_ELSEWHERE = "group-elsewhere";
    public static final String GROUP_CYCLIC = "group-cyclic";
    public static final String GROUP_SESSION = "group-session";
    public static final String POLICY = "policy-priority";
    public static final String REGION_OVERLAP = "region-overlap";
    public static final String REGION_ALIGNMENT = "region-alignment";
    public static final String BEHAVIOUR = "behaviour";

    public static final String IDENTITY = "identity-contradiction";
    public static final String FEATURE_RAISED = "feature-raised";

    public static final String EVENT_UNKNOWN = "event-unknown";
    public static final String EVENT_TARGET = "event-target";
    public static final String EVENT_CLAUSE = "event-clause";
    public static final String EVENT_CLAUSE_MISSING = "event-clause-missing";
    public static final String EVENT_STATE = "event-state";
    public static final String EVENT_AFTER_END = "event-after-end";
    public static final String EVENT_NEVER = "event-never";
    public static final String END = "end";
    public static final String END_MISSING = "end-missing";

    public static final String HOST_MISSING = "host-missing";

    public static final String METRIC_UNKNOWN = "metric-unknown";
    public static final String SELECTOR = "selector";
    public static final String EXPRESSION_KIND = "expression-kind";
    public static final String EXPRESSION_UNIT = "expression-unit";
    public static final String EXPECTATION_NEVER = "expectation-never";

    public static final String AXIS_UNKNOWN = "axis-unknown";
    public static final String AXIS_TWICE = "axis-twice";
    public static final String AXIS_VALUE = "axis-value";
    public static final String MEASURE_UNKNOWN = "measure-unknown";
    public static final String STUDY_CLAUSE = "study-clause";
    public static final String STUDY_POINT = "study-point";
    public static final String STUDY_EMPTY = "study-empty";

    private Codes() {}
}
