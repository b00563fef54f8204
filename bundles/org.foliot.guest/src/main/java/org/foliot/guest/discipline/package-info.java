/**
 * Programs that keep a kernel's clock right by an outside one: what they make of what they measure, in whole nanoseconds and
 * without a clock of their own.
 */
package org.foliot.guest.discipline;
