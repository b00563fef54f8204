/**
 * The engine of the simulator: a discrete-event loop, random numbers and the fingerprint of a run. It knows nothing of
 * hypervisors.
 *
 * <h2>Discrete events</h2>
 *
 * Between two events nothing happens, so simulated time need not flow: it jumps from one event to the next. A host CPU
 * that runs a vCPU for four milliseconds costs one event at the end of these, not four million nanoseconds of looking
 * on. What makes a simulation fast is therefore to have few events, and what makes it right is to have them in the right
 * order.
 *
 * <h2>Sources instead of a heap of events</h2>
 *
 * The textbook keeps one priority queue of event objects. Here the things of the model (a CPU, a vCPU, a timer, the
 * timeline) are <em>sources</em>, and each source has at most one next event. That is how such things behave: a
 * timer has one deadline, a CPU one next decision. Setting a new one replaces the old, so that nothing
 * outdated is ever in the queue, nothing has to be searched for to be cancelled, and nothing is allocated: an event is
 * two numbers in the arrays of {@link org.foliot.engine.EventQueue}.
 *
 * <h2>Equal times</h2>
 *
 * Events at the same picosecond are common, since ticks are aligned, and their order decides results. It has a meaning
 * here and never depends on when something was scheduled: events are ordered
 *
 * <ol>
 *   <li>by time,
 *   <li>then by kind, lower first: the model numbers its kinds of events in the order in which they must take effect
 *       when they coincide,
 *   <li>then by source, lower first: the model adds its sources in a fixed order, that of the scenario.
 * </ol>
 *
 * An event scheduled for the current instant from within a handler takes its place in that order among those that are
 * still to come; it never overtakes one that has happened.
 *
 * <h2>The same run, everywhere</h2>
 *
 * A run is a function of its program and its seed. The engine reads no wall clock and iterates over nothing unordered;
 * random numbers come from streams that are {@linkplain org.foliot.engine.RandomStreams named} by who draws them and
 * what for, so that adding a guest shifts no other guest's numbers; and a
 * {@linkplain org.foliot.engine.Fingerprint fingerprint} of what happened tells in sixty-four bits whether two runs were
 * the same.
 */
@Export
@Version("0.1.0")
package org.foliot.engine;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
