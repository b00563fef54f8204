/**
 * What a bundle that adds something to Foliot has to do right, put to the test.
 *
 * <p>A {@link org.foliot.testkit.Contract} holds the rules of one kind of extension, a {@link org.foliot.testkit.Conformance}
 * those of one guest-visible interface that a hypervisor claims. Both turn a {@link org.foliot.testkit.Candidate} into named
 * {@link org.foliot.testkit.Check}s, each with the source of its rule. They run on a {@link org.foliot.testkit.Bench}, a host on
 * which nothing happens but what the check makes happen, so every result is exact.
 *
 * <p>The author of a bundle runs them from a test of their own, through {@code org.foliot.testkit.junit}:
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> keepsTheContract() {
 *     return DynamicChecks.of(Contracts.MEMORY_STRATEGY.checks(Candidate.of("mine", new MyMemory())));
 * }
 * }</pre>
 */
@Export
@Version("0.1.0")
package org.foliot.testkit;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
