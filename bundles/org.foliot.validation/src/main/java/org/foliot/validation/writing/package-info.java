/** Writes cases as scenarios. */
package org.foliot.validation.writing;
