package org.foliot.program.study;

/** What the values of an axis are. */
public enum AxisKind {
    /** Ids and other words, which have no order. */
    WORD,
    /** Kernel releases; the amount is ordered as they are. */
    RELEASE,
    /** Things. */
    COUNT,
    /** Picoseconds. */
    TIME,
    /** Hertz. */
    FREQUENCY,
    /** Bytes. */
    BYTES,
    /** Parts per billion. */
    RATIO,
    /** Processor cycles. */
    CYCLES,
    /** Guest physical addresses. */
    ADDRESS
}
