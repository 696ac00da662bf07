/**
 * The platform under test as its profile describes it: addresses, accounts, abilities, windows, known gaps.
 * It opens no connection, and a {@link dev.renkei.platform.ProfileException} says in one line what the profile lacks.
 */
package dev.renkei.platform;
