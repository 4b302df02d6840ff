import { t } from '@lingui/core/macro';

/** Genres by the names that deliveries use, in whatever capitals; what we do not know is shown as it was written. */
export function genreName(name: string): string {
  switch (name.toLowerCase()) {
    case 'action':
      return t({ message: 'Action', comment: 'Genre' });
    case 'comedy':
      return t({ message: 'Comedy', comment: 'Genre' });
    case 'crime':
      return t({ message: 'Crime', comment: 'Genre' });
    case 'family':
      return t({ message: 'Family', comment: 'Genre' });
    case 'family-secret':
      return t({ message: 'Family secrets', comment: 'Genre' });
    case 'fantasy':
      return t({ message: 'Fantasy', comment: 'Genre' });
    case 'hidden-identity':
      return t({ message: 'Hidden identity', comment: 'Genre: somebody is not who he seems' });
    case 'historical':
      return t({ message: 'Historical', comment: 'Genre' });
    case 'horror':
      return t({ message: 'Horror', comment: 'Genre' });
    case 'marriage':
      return t({ message: 'Marriage', comment: 'Genre' });
    case 'mystery':
      return t({ message: 'Mystery', comment: 'Genre' });
    case 'office':
      return t({ message: 'Office', comment: 'Genre: stories at work' });
    case 'rebirth':
      return t({ message: 'Rebirth', comment: 'Genre: somebody lives his life a second time' });
    case 'revenge':
      return t({ message: 'Revenge', comment: 'Genre' });
    case 'romance':
      return t({ message: 'Romance', comment: 'Genre' });
    case 'science-fiction':
      return t({ message: 'Science fiction', comment: 'Genre' });
    case 'slow-burn-romance':
      return t({ message: 'Slow-burn romance', comment: 'Genre: love that takes its time' });
    case 'thriller':
      return t({ message: 'Thriller', comment: 'Genre' });
    case 'youth':
      return t({ message: 'Youth', comment: 'Genre: school and growing up' });
    default:
      return spelt(name);
  }
}

/** Moods in the same way. */
export function moodName(name: string): string {
  switch (name.toLowerCase()) {
    case 'bittersweet':
      return t({ message: 'Bittersweet', comment: 'Mood of a series' });
    case 'dark':
      return t({ message: 'Dark', comment: 'Mood of a series' });
    case 'hopeful':
      return t({ message: 'Hopeful', comment: 'Mood of a series' });
    case 'light':
      return t({ message: 'Light', comment: 'Mood of a series: easy, cheerful' });
    case 'mysterious':
      return t({ message: 'Mysterious', comment: 'Mood of a series' });
    case 'sad':
      return t({ message: 'Sad', comment: 'Mood of a series' });
    case 'tender':
      return t({ message: 'Tender', comment: 'Mood of a series' });
    case 'tense':
      return t({ message: 'Tense', comment: 'Mood of a series: full of suspense' });
    default:
      return spelt(name);
  }
}

function spelt(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
