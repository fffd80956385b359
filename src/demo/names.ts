// What are families in an English town called? Invented children get a forename and a surname that go together.

export interface Names {
  readonly weight: number
  readonly girls: readonly string[]
  readonly boys: readonly string[]
  readonly women: readonly string[]
  readonly men: readonly string[]
  readonly surnames: readonly string[]
}

const list = (text: string) =>
  text
    .trim()
    .split(/\s+/)
    .map((name) => name.replaceAll('_', ' '))

export const names: readonly Names[] = [
  {
    weight: 62,
    girls: list(`Olivia Amelia Isla Ava Ivy Freya Lily Florence Mia Willow Rosie Sophia Isabella Grace Daisy Poppy Elsie
      Evelyn Phoebe Maisie Harper Luna Sienna Ruby Matilda Emily Evie Millie Ella Charlotte Penelope Eva Aria Mabel Orla
      Imogen Robyn Thea Bonnie Maya Nancy Lottie Edith Jasmine Holly Beatrice Lyra Erin Niamh Seren Megan Tabitha Clara
      Harriet Martha Eleanor Amber Zoë Chloë Anwen Iris Summer`),
    boys: list(`Noah Oliver George Arthur Muhammad Leo Harry Oscar Archie Henry Theodore Freddie Jack Charlie Theo Alfie
      Jacob Thomas Finley Luca William Tommy Arlo Teddy Reuben Isaac James Roman Lucas Albie Max Joshua Alexander Hunter
      Edward Mason Logan Ethan Benjamin Rory Jude Louie Elijah Sebastian Rowan Caleb Toby Hugo Felix Dylan Ellis Callum
      Owen Rhys Cormac Declan Tomos Stanley Ralph Kit`),
    women: list(`Sarah Emma Claire Rebecca Laura Gemma Rachel Kelly Hannah Lisa Victoria Nicola Joanne Stacey Amy Leanne
      Katie Natalie Hayley Donna Lauren Jodie Siân Sinéad Bethany Lindsey`),
    men: list(`David Mark Paul Andrew James Daniel Matthew Christopher Lee Craig Stephen Adam Ryan Gareth Ian Scott Simon
      Robert Stuart Darren Liam Jason Kieran Neil Shaun`),
    surnames: list(`Smith Jones Taylor Brown Wilson Walker Wright Thompson Robinson White Hughes Hall Green Wood Harris
      Lewis Clarke Jackson Turner Hill Cooper Morris Ward Moore King Baker Harrison Morgan Allen James Phillips Watson
      Bennett Griffiths Carter Parker Cook Bailey Richardson Cox Howard Shaw Ellis Bell Rogers Foster Fletcher Holmes
      Barker Dixon Hudson Pearson Ashworth Armitage Holroyd Bickerstaffe Entwistle Sugden Longbottom Heptonstall Murgatroyd
      Thistlethwaite Featherstone Blenkinsop Postlethwaite O’Connor O’Neill O’Sullivan O’Hara McAllister McDonagh
      MacKenzie Gallagher Doherty Llewellyn Pritchard ap_Rhys de_Vere St_John Van_Houten`),
  },
  {
    weight: 13,
    girls:
      list(`Aisha Fatima Zainab Maryam Aaliyah Hafsa Inaya Anaya Khadija Sumayyah Zara Safa Priya Anika Diya Jaspreet
      Simran Ishani Tanvi Nusrat Afsana Meera Kavya`),
    boys: list(`Mohammed Ibrahim Yusuf Zayn Hamza Bilal Idris Umar Haroon Eesa Adam Rayyan Arjun Rohan Aarav Harjit
      Gurpreet Tanvir Shafiq Kiran Vihaan Dev`),
    women: list('Shazia Nadia Samina Farzana Rukhsana Nasreen Sunita Harpreet Kulwinder Shabnam Rehana Meenakshi'),
    men: list('Imran Tariq Asif Nadeem Shahid Kashif Rajesh Sukhdev Abdul Faisal Anwar Vikram'),
    surnames: list(`Khan Ahmed Hussain Ali Patel Begum Malik Iqbal Mahmood Akhtar Shah Singh Kaur Rahman Chowdhury Miah
      Uddin Mirza Qureshi Sheikh Sharma Gill Dhillon Ramachandran Venkataraman Subramaniam Bhattacharya`),
  },
  {
    weight: 8,
    girls: list(`Zofia Maja Hanna Lena Julia Gabriela Ioana Andreea Gabija Ugnė Viktória Zsófia Kateryna Sofiya Elżbieta
      Ştefania Daryna Milena`),
    boys: list(`Jakub Szymon Filip Kacper Łukasz Mateusz Ștefan Andrei Luca Matas Dominykas Bence Máté Oleksandr Danylo
      Bogdan Zbigniew Nikola`),
    women: list('Agnieszka Katarzyna Małgorzata Elena Mihaela Rasa Ilona Oksana Natalia Beata'),
    men: list('Piotr Tomasz Krzysztof Marek Ionuț Vasile Darius László Andriy Paweł'),
    surnames:
      list(`Nowak Kowalczyk Wójcik Wiśniewski Zieliński Szymański Dąbrowski Popescu Ionescu Dumitrescu Petrauskas
      Kazlauskas Nagy Szabó Horváth Kovalenko Shevchuk Bondarenko Novák Grzeszczyszyn Brzęczyszczykiewicz`),
  },
  {
    weight: 8,
    girls: list(`Adaeze Chiamaka Oluwaseyi Temitope Ama Abena Blessing Favour Nia Makeda Tiana Shanice Naomi Esther
      Ifeoluwa Ngozi Rutendo Zanele`),
    boys: list(`Oluwadamilola Chukwuemeka Tobi Kwame Kofi Emmanuel Samuel Elijah Malachi Jermaine Isaiah Tendai Babatunde
      Ayodele Kelechi Nathaniel Thabo Dejuan`),
    women: list('Folake Ngozi Abena Patience Comfort Marcia Sharon Yvonne Chipo Grace'),
    men: list('Babajide Kwabena Emeka Winston Delroy Tunde Samuel Tinashe Errol Femi'),
    surnames: list(`Okafor Adeyemi Oluwaseun Mensah Boateng Owusu Asante Nwosu Eze Balogun Campbell Grant Francis Moyo
      Ncube Chikwanda Ogunleye Onyekachi Adebayo-Ogunlesi Osei-Bonsu`),
  },
  {
    weight: 5,
    girls: list('Layla Noor Rojin Elif Zeynep Hodan Ayaan Sagal Yasmin Rania Shirin Nilofar Dilara Hiba'),
    boys: list('Omar Ali Mustafa Emir Kerem Abdirahman Liban Karwan Rebin Yousef Farid Nima Çınar Zakariya'),
    women: list('Amal Huda Fadumo Ayşe Gülşen Shilan Maryam Leila'),
    men: list('Mahmoud Hassan Abdi Mehmet Özgür Hiwa Khalid Reza'),
    surnames: list(`Hassan Abdullahi Warsame Al-Masri Al-Hashimi Yılmaz Şahin Demir Öztürk Karimi Hosseini Barzani
      Rashid Ibrahimi Ben_Youssef Abd_al-Rahman`),
  },
  {
    weight: 4,
    girls: list('Mei Xin_Yi Hoi_Ching Linh Thảo Mai Li_Na Cheuk_Yan Anh Angel Princess_Joy Yuki'),
    boys: list('Wei Jun_Jie Ho_Yin Minh Đức Long Chun_Hei Tsz_Kin Quân John_Paul Haruto Jayden'),
    women: list('Hui_Min Ka_Yan Thu Hương Maricel Yuen_Ling Xiaoyan Rosalyn'),
    men: list('Chi_Wai Guang Tuấn Hùng Rodel Kwok_Ming Jianhua Ernesto'),
    surnames: list('Chan Wong Cheung Lam Ng Nguyễn Trần Phạm Lê Li Zhang Chen Xu Dela_Cruz Santos-Reyes Tanaka'),
  },
]

/** Longer than any column was planned for. Its owner goes by something shorter. */
export const longestName = {
  misId: '50500',
  parts: {
    legalForename: 'Nosizwe Thandolwethu Alexandrina Oluwatobiloba',
    legalSurname: 'Featherstonehaugh-Wolstenholme-Chikwandingwa',
    preferredForename: 'Thando',
    preferredSurname: null,
  },
}

/** What some children are called instead of the name in the register. */
export const shortNames: Readonly<Record<string, string>> = {
  Alexander: 'Alex',
  Benjamin: 'Ben',
  Charlotte: 'Lottie',
  Chukwuemeka: 'Emeka',
  Eleanor: 'Ellie',
  Gabriela: 'Gabi',
  Harriet: 'Hattie',
  Isabella: 'Bella',
  Joshua: 'Josh',
  Kateryna: 'Katya',
  Matilda: 'Tilly',
  Mohammed: 'Mo',
  Nathaniel: 'Nate',
  Oluwadamilola: 'Dami',
  Oluwaseyi: 'Seyi',
  Penelope: 'Penny',
  Sebastian: 'Seb',
  Tabitha: 'Tabby',
  Temitope: 'Temi',
  Thomas: 'Tom',
  William: 'Will',
}

export const streets: readonly string[] = list(`Mill_Lane Station_Road Long_Row Chapel_Street Weir_Bank Canal_Side
  Thornholme_Road Kingsmead_Avenue Oak_Drive Back_Lane Market_Street Moor_View Albert_Terrace Foundry_Street Priory_Close
  Beck_Lane Holly_Grove Victoria_Road Reservoir_Road Tenter_Croft Ropery_Walk Bleach_Works_Yard`)
